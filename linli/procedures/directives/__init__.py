"""Directives (会议部署与督办): what a conference or a paper asks, down to the township and back."""
